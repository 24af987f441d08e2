package org.vvarmap.history;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit may know of the machine: nothing that changes what a repository says, and nothing to be found out by writing.
 *
 * <p>Left alone, JGit runs the git that is installed to find its configuration, measures how finely a file system keeps time
 * by writing probe files into the repository, and keeps the result in the user's home. A crawl only reads, so here there is no
 * configuration but the repository's own, and file systems are taken to keep time in steps of two seconds, the worst there is.
 */
final class PlainSystem extends SystemReader.Delegate {

    private static final PlainSystem INSTANCE = new PlainSystem(SystemReader.getInstance());

    private PlainSystem(SystemReader system) {
        super(system);
    }

    /** Makes JGit ask here, from now on. */
    static void install() {
        if (SystemReader.getInstance() != INSTANCE) {
            SystemReader.setInstance(INSTANCE);
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    private static final class NoFile extends FileBasedConfig {

        private NoFile(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is none.
        }

        @Override
        public void save() {
            // Nothing of it is kept.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            if (section.equals("filesystem")) {
                return unit.convert(name.equals("timestampResolution") ? 2_000 : 10, TimeUnit.MILLISECONDS);
            }
            return super.getTimeUnit(section, subsection, name, otherwise, unit);
        }
    }
}
