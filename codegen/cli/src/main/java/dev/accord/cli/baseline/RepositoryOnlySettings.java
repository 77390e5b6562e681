package dev.accord.cli.baseline;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Lets JGit see the repository's own settings alone. By default it starts a git process to find the
 * system's settings and writes measurements below the user's home; reading objects needs neither.
 */
final class RepositoryOnlySettings extends SystemReader.Delegate {
  private RepositoryOnlySettings(SystemReader delegate) {
    super(delegate);
  }

  /** For this whole process; once is enough, again does no harm. */
  static void install() {
    if (!(SystemReader.getInstance() instanceof RepositoryOnlySettings)) {
      SystemReader.setInstance(new RepositoryOnlySettings(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  private static final class Nothing extends FileBasedConfig {
    Nothing(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
