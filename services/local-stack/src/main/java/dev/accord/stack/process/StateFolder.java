package dev.accord.stack.process;

import dev.accord.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one stack keeps its data, its log and its run file.
 *
 * <p>At most one process holds the folder at a time; the operating system lets go of it when that
 * process dies, however it dies.
 */
public record StateFolder(Path path) {
  /** Makes the path absolute. */
  public StateFolder {
    path = path.toAbsolutePath().normalize();
  }

  /**
   * The folder of a stack that was given none: each port offset has its own, below {@code
   * .accord/}.
   */
  public static StateFolder below(Path home, int portOffset) {
    return new StateFolder(
        home.resolve(".accord").resolve(portOffset == 0 ? "stack" : "stack-" + portOffset));
  }

  /** Where a detached stack writes what it would have printed. */
  public Path log() {
    return path.resolve("stack.log");
  }

  /** The stack that runs on this folder, if one does. */
  public Optional<RunFile> running() throws CannotRunException {
    return RunFile.read(runFile()).filter(run -> run.process().isPresent());
  }

  /** Tells other processes. */
  public void announce(RunFile run) throws IOException {
    run.write(runFile());
  }

  private Path runFile() {
    return path.resolve("run.json");
  }

  /**
   * Asks the stack that runs here to run a service or to stop it; what was asked for before is
   * forgotten.
   */
  public void want(String service, boolean running) throws IOException {
    var mark = unwantedFolder().resolve(service);
    if (running) {
      Files.deleteIfExists(mark);
    } else if (!Files.exists(mark)) {
      Files.createDirectories(unwantedFolder());
      Files.writeString(mark, "");
    }
  }

  /** The services that should not run. */
  public Set<String> unwanted() throws IOException {
    if (!Files.isDirectory(unwantedFolder())) {
      return Set.of();
    }
    try (Stream<Path> marks = Files.list(unwantedFolder())) {
      return marks.map(mark -> String.valueOf(mark.getFileName())).collect(Collectors.toSet());
    }
  }

  private Path unwantedFolder() {
    return path.resolve("stopped");
  }

  /** Where the broker's data are. */
  public Path kafka(boolean ephemeral) {
    return data(ephemeral).resolve("kafka");
  }

  /** Where the database's data are. */
  public Path postgres(boolean ephemeral) {
    return data(ephemeral).resolve("postgres");
  }

  /** What the payment provider did: a file. */
  public Path providerLedger(boolean ephemeral) {
    return data(ephemeral).resolve("provider-ledger.ndjson");
  }

  private Path data(boolean ephemeral) {
    return path.resolve(ephemeral ? "ephemeral" : "data");
  }

  /** Makes the folder where it is new. */
  void create() throws CannotRunException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Takes the folder for this process and clears away what a killed stack left: its PostgreSQL and
   * its ephemeral data.
   *
   * @throws CannotRunException if another process holds it, or it cannot be written
   */
  public Hold hold() throws CannotRunException {
    create();
    var hold = new Hold(lock());
    try {
      clearLeftovers();
      return hold;
    } catch (IOException e) {
      hold.letGo();
      throw new CannotRunException(
          "cannot clear away what a killed stack left in " + path + ": " + e.getMessage(), e);
    }
  }

  /** Clears away what a killed stack left, where the folder exists. */
  void clear() throws CannotRunException {
    if (Files.isDirectory(path)) {
      hold().letGo();
    }
  }

  /** The right to use the folder. */
  public final class Hold implements AutoCloseable {
    private final FileChannel locked;

    private Hold(FileChannel locked) {
      this.locked = locked;
    }

    /** Removes what must not outlive the stack, then lets go. */
    @Override
    public void close() throws IOException {
      try {
        clearLeftovers();
      } finally {
        letGo();
      }
    }

    private void letGo() {
      try {
        locked.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot let go of " + path, e);
      }
    }
  }

  private void clearLeftovers() throws IOException {
    PostgresServer.stopOrphan(postgres(false));
    PostgresServer.stopOrphan(postgres(true));
    delete(data(true));
    delete(unwantedFolder());
    Files.deleteIfExists(runFile());
  }

  private FileChannel lock() throws CannotRunException {
    try {
      var channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
    throw held();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This JVM holds it already.
      return false;
    }
  }

  private CannotRunException held() throws CannotRunException {
    var holder = running().map(run -> " (process " + run.pid() + ")").orElse("");
    return new CannotRunException(
        "another stack"
            + holder
            + " uses the folder "
            + path
            + "\nStop it: accord down, with the --data-dir or --port-offset it was started with."
            + "\nOr start a second one beside it: --port-offset 100, with a --data-dir of its own"
            + " if any");
  }

  private CannotRunException unwritable(IOException e) {
    var reason =
        e instanceof AccessDeniedException
            ? "permission denied"
            : e instanceof FileAlreadyExistsException
                ? "it is a file"
                : e instanceof FileSystemException cause && cause.getReason() != null
                    ? cause.getReason()
                    : e.getMessage();
    return new CannotRunException(
        "cannot write to the folder "
            + path
            + ": "
            + reason
            + ". Give one that you may write to: --data-dir FOLDER",
        e);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
