package dev.accord.cli.baseline;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

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

    /**
     * Stands for JGit's measurement of how exact file times are here, which takes seconds and
     * leaves files in the repository. It tells whether a file changed between two reads: we read
     * once.
     */
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      if (!section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)) {
        return super.getString(section, subsection, name);
      }
      return switch (name) {
        case ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION,
            ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD ->
            "2 seconds";
        default -> super.getString(section, subsection, name);
      };
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
