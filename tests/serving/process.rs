//! The program at work: what it prints, and how it ends.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::site::Scratch;

fn serve(scratch: &Scratch, arguments: &[&str]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["serve", "--site"])
        .arg(scratch.root())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
    (child, url.trim_end().to_owned())
}

/// Ends it, and returns what it said.
fn end(mut child: Child, signal: Signal) -> String {
    kill_process(Pid::from_child(&child), signal).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    said
}

#[test]
fn it_says_where_it_is_and_ends_when_it_is_told_to() {
    let scratch = Scratch::new();
    for signal in [Signal::INT, Signal::TERM] {
        let (child, url) = serve(&scratch, &["--port", "0"]);
        assert!(url.starts_with("http://127.0.0.1:") && url.ends_with('/'), "{url}");
        let address = url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        let request = format!("GET /.onrecord/stream?page= HTTP/1.1\r\nHost: {address}\r\n\r\n");
        std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        while line.trim_end() != "event: state" {
            line.clear();
            assert!(stream.read_line(&mut line).unwrap() > 0);
        }
        // Although a page is open.
        let said = end(child, signal);
        assert_eq!(said, "Ctrl-C ends the preview\n");
    }
}

#[test]
fn it_says_what_is_not_as_one_would_expect() {
    let scratch = Scratch::new();
    scratch.write("onrecord.toml", "titel = \"Scratch\"\n");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (child, url) = serve(&scratch, &["--port", &port, "--host", "127.0.0.1"]);
    let said = end(child, Signal::INT);
    assert!(!url.contains(&port), "{url}");
    assert!(said.contains(&format!("Port {port} is taken; using ")), "{said}");
    assert!(said.contains("Warning: whoever can reach `127.0.0.1`"), "{said}");
    assert!(said.contains("--> onrecord.toml:1:1"), "{said}");
}

#[test]
fn a_folder_that_is_none_is_a_failure() {
    let served = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["serve", "--site", "no/such/folder"])
        .output()
        .unwrap();
    assert_eq!(served.status.code(), Some(1));
    let said = String::from_utf8(served.stderr).unwrap();
    assert!(said.contains("cannot open the folder `no/such/folder`"), "{said}");
    for wrong in [["--editor=code", "--port"], ["--poll=0", "--port"]] {
        let served = Command::new(env!("CARGO_BIN_EXE_onrecord")).arg("serve").args(wrong).arg("0").output();
        assert_eq!(served.unwrap().status.code(), Some(2), "{wrong:?}");
    }
}
