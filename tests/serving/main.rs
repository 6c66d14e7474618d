//! The preview: what is served is what a build writes, whatever happens to the files; and whoever
//! connects gets that and nothing else.

mod annotating;
mod auditing;
mod client;
mod listening;
mod pages;
#[cfg(unix)]
mod process;
mod scripts;
mod site;
mod sockets;
mod strangers;
mod watching;
mod writing;
