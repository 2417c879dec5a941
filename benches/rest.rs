//! A node with the sample content that nobody uses: memory, start-up, size of the program, weight of its pages.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use bandung::demo::{DemoNetwork, Sample};

use crate::{program::Running, report::Report};

const PART: &str = "At rest, with the sample content";
const PAGES: [&str; 8] = [
    "/",
    "/practices",
    "/organisations",
    "/countries/KE",
    "/about",
    "/login",
    "/feed.atom",
    "/api/bandung/v1/practices",
];

pub(crate) async fn measure(program: &Path, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let network = DemoNetwork::start(folder.path()).await.unwrap();
    network.fill(&Sample::whole().unwrap(), &|_| {}).await.unwrap();
    network.stop().await;
    #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
    let megabytes = fs::metadata(program).unwrap().len() as f64 / 1_048_576.0;
    report.add(PART, "size of the program", megabytes, "MiB", None);
    let start = Instant::now();
    let running = Running::start(program, &folder.path().join("alpha"), "alpha.test", &[]);
    running.until_ready().await;
    let ready = start.elapsed();
    report.add(PART, "start to ready", ready.as_secs_f64() * 1000.0, "ms", None);
    report.add(PART, "memory after the start", running.memory(), "MiB", None);
    tokio::time::sleep(Duration::from_secs(30)).await;
    report.add(PART, "memory after 30 s", running.memory(), "MiB", None);
    weigh(&running, report).await;
    report.add(
        PART,
        "memory after one visit of each page",
        running.memory(),
        "MiB",
        None,
    );
}

async fn weigh(running: &Running, report: &mut Report) {
    let plain = running.request("/practices", "identity");
    let list = running.connect().await.ask(&plain).await;
    let list = String::from_utf8_lossy(&list.body).into_owned();
    let found = |prefix: &str| {
        let mut links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.find(|link| link.starts_with(prefix)).map(str::to_owned)
    };
    let style = list
        .split('"')
        .find(|text| text.starts_with('/') && text.contains(".css"))
        .map(str::to_owned);
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    paths.extend(found("/practices/"));
    paths.extend(found("/@"));
    paths.extend(style);
    for path in paths {
        let answer = running.get(&path).await;
        assert_eq!(answer.status(), 200, "{path}: {}", answer.head);
        #[expect(clippy::cast_precision_loss, reason = "some kilobytes")]
        let kilobytes = answer.body.len() as f64 / 1024.0;
        report.add(PART, format!("{path} (gzip)"), kilobytes, "KiB", None);
    }
}
