//! The side of the child: no new file, no network, little memory and time; a picture comes in, two small ones go out.

use std::{
    io::{self, Read, Write},
    process::ExitCode,
};

use rustix::process::{Resource, Rlimit, setrlimit};

use super::{
    encode::{Encoded, LARGEST, encode},
    fault::PictureFault,
};

/// The word with which the program is started for one picture.
pub const DECODE_PICTURE: &str = "decode-picture";

/// Seconds of the processor.
const SECONDS: u64 = 5;
/// Memory for what is decoded (128 MiB), for what came in and goes out, and for the program itself.
const MEMORY: u64 = (128 + 48) * 1024 * 1024;

/// Reads one picture from standard input and writes it re-encoded to standard output, after everything else was given
/// up. To be called first of all in a process that was started for this.
#[must_use]
pub fn decode_picture() -> ExitCode {
    if let Err(why) = give_up_everything() {
        let _nobody_listens = writeln!(io::stderr(), "{why}");
        return ExitCode::FAILURE;
    }
    let mut bytes = Vec::new();
    let read = io::stdin().take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    let answer = read.map_or_else(|_| Err(PictureFault::Damaged), |_| encode(&bytes));
    match io::stdout()
        .write_all(&write(&answer))
        .and_then(|()| io::stdout().flush())
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn give_up_everything() -> Result<(), String> {
    let limits = [
        (Resource::Data, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        // No descriptor beyond the three that are open.
        (Resource::Nofile, 3),
    ];
    for (resource, most) in limits {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).map_err(|error| format!("a limit cannot be set: {error}"))?;
    }
    allow_only_computing()
}

/// Every call to the system but those that computing needs ends the process.
#[cfg(target_os = "linux")]
fn allow_only_computing() -> Result<(), String> {
    use linux_raw_sys::general as call;
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};
    let allowed = [
        call::__NR_read,
        call::__NR_write,
        call::__NR_close,
        call::__NR_brk,
        call::__NR_mmap,
        call::__NR_munmap,
        call::__NR_mremap,
        call::__NR_mprotect,
        call::__NR_madvise,
        call::__NR_futex,
        call::__NR_getrandom,
        call::__NR_clock_gettime,
        call::__NR_sched_yield,
        call::__NR_sigaltstack,
        call::__NR_rt_sigaction,
        call::__NR_rt_sigprocmask,
        call::__NR_rt_sigreturn,
        call::__NR_exit,
        call::__NR_exit_group,
    ];
    let rules = allowed
        .into_iter()
        .map(|number| (i64::from(number), Vec::new()))
        .collect();
    let fault = |error: &dyn std::fmt::Display| format!("calls to the system cannot be limited: {error}");
    let arch = TargetArch::try_from(std::env::consts::ARCH).map_err(|error| fault(&error))?;
    let filter = SeccompFilter::new(rules, SeccompAction::KillProcess, SeccompAction::Allow, arch);
    let program = BpfProgram::try_from(filter.map_err(|error| fault(&error))?).map_err(|error| fault(&error))?;
    apply_filter(&program).map_err(|error| fault(&error))
}

#[cfg(not(target_os = "linux"))]
fn allow_only_computing() -> Result<(), String> {
    Ok(())
}

/// One line, then the small and the large file.
pub(super) fn write(answer: &Result<Encoded, PictureFault>) -> Vec<u8> {
    match answer {
        Err(why) => format!("no {}\n", why.as_str()).into_bytes(),
        Ok(Encoded {
            small,
            large,
            had_position,
        }) => {
            let head = format!(
                "ok {} {} {} {} {} {} {}\n",
                small.0.len(),
                small.1,
                small.2,
                large.0.len(),
                large.1,
                large.2,
                u8::from(*had_position)
            );
            [head.as_bytes(), &small.0, &large.0].concat()
        }
    }
}

/// Reads what [`write`] wrote; nothing when it is cut short.
pub(super) fn read(answer: &[u8]) -> Option<Result<Encoded, PictureFault>> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&answer[..end]).ok()?;
    if let Some(why) = line.strip_prefix("no ") {
        return PictureFault::parse(why).map(Err);
    }
    let numbers: Vec<u32> = line
        .strip_prefix("ok ")?
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    let [
        small,
        small_width,
        small_height,
        large,
        large_width,
        large_height,
        position,
    ] = numbers.try_into().ok()?;
    let files = &answer[end + 1..];
    let (small, large) = (usize::try_from(small).ok()?, usize::try_from(large).ok()?);
    if files.len() != small.checked_add(large)? {
        return None;
    }
    let (small, large) = files.split_at(small);
    Some(Ok(Encoded {
        small: (small.to_vec(), small_width, small_height),
        large: (large.to_vec(), large_width, large_height),
        had_position: position == 1,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_the_child_says_is_read_back(small: Vec<u8>, large: Vec<u8>, sizes: [u32; 4], had_position: bool) {
            let [a, b, c, d] = sizes;
            let said = Ok(Encoded { small: (small, a, b), large: (large, c, d), had_position });
            let bytes = write(&said);
            prop_assert_eq!(read(&bytes), Some(said));
            prop_assert_eq!(read(&bytes[..bytes.len() - 1]).is_some_and(|said| said.is_ok()), false);
        }

        #[test]
        fn arbitrary_answers_never_panic(bytes: Vec<u8>, numbers: [u64; 7]) {
            let _ = read(&bytes);
            let line = format!("ok {}\n", numbers.map(|number| number.to_string()).join(" "));
            let _ = read(&[line.as_bytes(), &bytes].concat());
        }
    }

    #[test]
    fn a_refusal_is_read_back() {
        let said = Err(PictureFault::TooManyPixels);
        assert_eq!(read(&write(&said)), Some(said));
        assert_eq!(read(b"no words of its own\n"), None);
    }
}
