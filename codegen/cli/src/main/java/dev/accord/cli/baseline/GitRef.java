package dev.accord.cli.baseline;

import dev.accord.cli.source.UnreadableException;
import dev.accord.model.source.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a user calls a commit. CI clones are often shallow, so when the commit is not there the
 * message holds the command that brings it.
 */
final class GitRef {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHORT_HASH = Pattern.compile("[0-9a-f]{7,39}");
  private static final Pattern ANCESTOR = Pattern.compile("(.+?)((?:\\^|~\\d*)+)");
  private static final Pattern VERSION = Pattern.compile("v?\\d+(\\.\\d+)+.*");

  private final Repository repository;
  private final String ref;

  GitRef(Repository repository, String ref) {
    this.repository = repository;
    this.ref = ref;
  }

  /** The commit; an annotated tag gives the commit it names. */
  RevCommit commit() throws IOException {
    var found = find(ref);
    for (var remote : repository.getRemoteNames()) {
      if (found.isEmpty()) {
        found = find(remote + "/" + ref);
      }
    }
    return found.orElseThrow(this::missing);
  }

  private Optional<RevCommit> find(String name) throws IOException {
    try (var walk = new RevWalk(repository)) {
      var id = repository.resolve(name + "^{commit}");
      return id == null ? Optional.empty() : Optional.of(walk.parseCommit(id));
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (AmbiguousObjectException e) {
      throw new UnreadableException(
          "git: " + name + " is ambiguous; give more digits of the commit", e);
    } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
      throw new UnreadableException("git: " + name + " does not name a commit", e);
    }
  }

  private UnreadableException missing() {
    try {
      return new UnreadableException("git: " + ref + " is not in this clone" + wayOut());
    } catch (IOException e) {
      return new UnreadableException("git: " + ref + " is not in this clone: " + e, e);
    }
  }

  private String wayOut() throws IOException {
    boolean shallow = !repository.getObjectDatabase().getShallowCommits().isEmpty();
    var remote = remote();
    var ancestor = ANCESTOR.matcher(ref);
    if (ancestor.matches() && find(ancestor.group(1)).isPresent()) {
      return shallow
          ? run("git fetch --deepen=" + generations(ancestor.group(2)) + " " + remote)
          : ": " + ancestor.group(1) + " has no such ancestor";
    }
    if (repository.getRemoteNames().isEmpty()) {
      return repository.resolve(Constants.HEAD) == null
          ? ": this repository has no commit yet"
          : Nearest.hint(ref, names());
    }
    if (SHORT_HASH.matcher(ref).matches() && shallow) {
      return run("git fetch --unshallow " + remote);
    }
    // A depth would turn a complete clone into a shallow one.
    return Nearest.hint(ref, names())
        + run("git fetch " + (shallow ? "--depth=1 " : "") + remote + " " + refspec(remote));
  }

  private String refspec(String remote) {
    if (HASH.matcher(ref).matches()) {
      return ref;
    }
    if (VERSION.matcher(ref).matches()) {
      return "tag " + ref;
    }
    var branch = ref.startsWith(remote + "/") ? ref.substring(remote.length() + 1) : ref;
    return branch + ":refs/remotes/" + remote + "/" + branch;
  }

  private String remote() {
    var names = repository.getRemoteNames();
    return names.isEmpty() || names.contains("origin") ? "origin" : names.iterator().next();
  }

  private List<String> names() throws IOException {
    var names = new ArrayList<String>();
    repository
        .getRefDatabase()
        .getRefs()
        .forEach(known -> names.add(Repository.shortenRefName(known.getName())));
    return names;
  }

  private static String run(String command) {
    return "; run: " + command;
  }

  /** How many commits back {@code ^^~3} leads. */
  private static int generations(String suffix) {
    int sum = 0;
    var steps = Pattern.compile("\\^|~(\\d*)").matcher(suffix);
    while (steps.find()) {
      var count = steps.group(1);
      sum += count == null || count.isEmpty() ? 1 : Integer.parseInt(count);
    }
    return sum;
  }
}
