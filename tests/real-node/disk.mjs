// A disk that loses what was not synced when the power goes (see disk.c).

import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";

const run = promisify(execFile);
const SOURCE = fileURLToPath(new URL("disk.c", import.meta.url));

export class Disk {
  /** Builds it with the C compiler that Rust links with. */
  static async build() {
    const disk = new Disk();
    disk.folder = await mkdtemp(join(tmpdir(), "bandung-disk-"));
    disk.library = join(disk.folder, "disk.so");
    disk.synced = join(disk.folder, "synced");
    await run("cc", ["-Wall", "-Werror", "-Wno-format-truncation", "-O1", "-shared", "-fPIC", "-o", disk.library, SOURCE, "-ldl"]);
    return disk;
  }

  /** What a program needs in its environment to write `folder` on this disk. */
  environment(folder) {
    return { LD_PRELOAD: this.library, DISK_FOLDER: folder, DISK_SYNCED: this.synced };
  }

  /** Leaves in `folder` what was synced, and nothing else. Nobody writes there meanwhile. */
  async losePower(folder) {
    const safe = join(this.synced, "files");
    await rm(folder, { recursive: true, force: true });
    await cp(safe, folder, { recursive: true, preserveTimestamps: true });
    await rm(join(this.synced, "inodes"), { recursive: true, force: true });
    await mkdir(join(this.synced, "inodes"));
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      await copyFile(path, join(this.synced, "inodes", String((await stat(path)).ino)));
    }
  }

  async remove() {
    await rm(this.folder, { recursive: true, force: true });
  }
}
