//! Which addresses of the internet are anybody's to reach.
//!
//! An address in an entry of sources may come from anywhere, and so may a redirect: neither may make the
//! program ask a machine that only its own network reaches. By IANA's registries of special-purpose
//! addresses; what is reserved counts as not public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Networks of version 4 by their first address and the length of their prefix.
const RESERVED_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    // Shared by the customers of a provider.
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Link-local: the services of cloud machines are here.
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    // Protocols, documentation, the old relay of 6to4.
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    // Benchmarks, documentation.
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Multicast, reserved, broadcast.
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Networks within the global unicast of version 6 that stand for something else.
const RESERVED_V6: [([u16; 2], u32); 4] = [
    // Protocols, Teredo among them.
    ([0x2001, 0], 23),
    // Documentation.
    ([0x2001, 0xdb8], 32),
    ([0x3fff, 0], 20),
    // 6to4.
    ([0x2002, 0], 16),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !RESERVED_V4.iter().any(|(first, length)| same_beginning(bits, u32::from_be_bytes(*first), *length))
}

/// Global unicast; an address that holds one of version 4 is judged by that.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let wide = |high: u16, low: u16| (u32::from(high) << 16) | u32::from(low);
    match address.segments() {
        // Mapped.
        [0, 0, 0, 0, 0, 0xffff, high, low] => is_public_v4(wide(high, low).into()),
        // Translated (NAT64).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(wide(high, low).into()),
        [first, second, ..] => {
            let bits = wide(first, second);
            let reserved = |([first, second], length): &([u16; 2], u32)| {
                same_beginning(bits, wide(*first, *second), *length)
            };
            same_beginning(bits, wide(0x2000, 0), 3) && !RESERVED_V6.iter().any(reserved)
        }
    }
}

/// Whether the first bits of two numbers are the same.
fn same_beginning(one: u32, other: u32, length: u32) -> bool {
    (one ^ other).leading_zeros() >= length
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn machines_of_one_s_own_network_are_not_public() {
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.9.9.9",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.170",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:c0a8:101::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn all_others_are() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "2a00:1450::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
