package dev.accord.cli.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.accord.cli.source.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test reads a repository that the real git made. */
class GitTreeTest {
  private static final String FILE = "schemas/Order.avsc";

  @TempDir Path folder;

  private GitSandbox origin = new GitSandbox(Path.of(""));

  @BeforeEach
  void threeCommitsAndATag() throws Exception {
    origin = GitSandbox.init(folder.resolve("origin"));
    origin.commit("readme", Map.of("README.md", "hello"));
    origin.commit("first", Map.of("team/contracts/" + FILE, "1", "other/Bill.avsc", "x"));
    origin.git("tag", "--annotate", "v1.0.0", "--message", "first");
    origin.commit("second", Map.of("team/contracts/" + FILE, "2", "team/contracts/notes.txt", "n"));
    origin.git("branch", "release/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "HEAD", "release/2", "refs/heads/main", "v1.0.0~0^{commit}"})
  void readsWhatTheCommitHoldsAtThePlaceOfTheFolder(String ref) {
    var tree = GitTree.open(contracts(origin), ref);
    assertThat(tree.files()).containsExactly(FILE);
    assertThat(tree.shown(FILE)).isEqualTo(ref + ":team/contracts/" + FILE);
  }

  @Test
  void theWorkTreeAndTheIndexAreNotLookedAt() throws Exception {
    Files.writeString(contracts(origin).resolve(FILE), "edited");
    origin.git("add", "--all");
    Files.delete(contracts(origin).resolve(FILE));
    assertThat(text(origin, "HEAD")).isEqualTo("2");
  }

  @Test
  void olderCommitsAreFoundByAncestryTagAndHash() throws Exception {
    assertThat(text(origin, "HEAD~1")).isEqualTo("1");
    assertThat(text(origin, "main^")).isEqualTo("1");
    assertThat(text(origin, "v1.0.0")).as("an annotated tag").isEqualTo("1");
    assertThat(text(origin, origin.git("rev-parse", "HEAD~1"))).isEqualTo("1");
    assertThat(text(origin, origin.git("rev-parse", "--short", "HEAD~1"))).isEqualTo("1");
  }

  @Test
  void aCommitFromBeforeTheContractsHasNone() {
    assertThat(GitTree.open(contracts(origin), "HEAD~2").files()).isEmpty();
  }

  @Test
  void theRootOfTheRepositoryIsAFolderToo() {
    assertThat(GitTree.open(origin.folder(), "main").files())
        .containsExactly("other/Bill.avsc", "team/contracts/" + FILE);
  }

  @Test
  void aLinkedWorkTreeReadsTheSameObjects() throws Exception {
    var linked = folder.resolve("linked");
    origin.git("worktree", "add", "--quiet", linked.toString(), "v1.0.0");
    var there = new GitSandbox(linked);
    assertThat(text(there, "HEAD")).isEqualTo("1");
    assertThat(text(there, "main")).isEqualTo("2");
  }

  @Test
  void aBranchThatOnlyTheRemoteHasIsFound() throws Exception {
    var clone = origin.cloneTo(folder.resolve("clone"));
    assertThat(text(clone, "release/2")).isEqualTo("2");
    assertThat(text(clone, "origin/release/2")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD~1", "release/2", "origin/release/2", "v1.0.0"})
  void inAShallowCloneThePrintedCommandBringsTheCommit(String ref) throws Exception {
    assertMendedByThePrintedCommand(ref);
  }

  @Test
  void inAShallowCloneThePrintedCommandBringsACommitByItsHash() throws Exception {
    assertMendedByThePrintedCommand(origin.git("rev-parse", "HEAD~1"));
  }

  private void assertMendedByThePrintedCommand(String ref) throws Exception {
    var clone = origin.cloneTo(folder.resolve("shallow"), "--depth", "1");
    assertThat(text(clone, "HEAD")).isEqualTo("2");
    var missing = refusal(clone, ref);
    assertThat(missing).startsWith("git: " + ref + " is not in this clone").contains("; run: git ");
    clone.shell(missing.substring(missing.indexOf("; run: ") + "; run: ".length()));
    assertThat(text(clone, ref)).isEqualTo(ref.contains("release") ? "2" : "1");
  }

  @Test
  void inAPartialCloneThePrintedCommandBringsTheBlobs() throws Exception {
    var clone = origin.cloneTo(folder.resolve("partial"), "--filter=blob:none", "--no-checkout");
    Files.createDirectories(contracts(clone));
    var missing = refusal(clone, "HEAD~1");
    assertThat(missing).contains("partial clone");
    clone.shell(missing.substring(missing.indexOf("git fetch")));
    assertThat(text(clone, "HEAD~1")).isEqualTo("1");
  }

  @Test
  void aCompleteCloneIsNeverMadeShallow() throws Exception {
    var clone = origin.cloneTo(folder.resolve("clone"));
    assertThat(refusal(clone, "nowhere"))
        .endsWith("; run: git fetch origin nowhere:refs/remotes/origin/nowhere");
  }

  @Test
  void aRefThatCannotExistIsRefusedWithTheNearestName() {
    assertThat(refusal(origin, "mian"))
        .isEqualTo("git: mian is not in this clone; did you mean \"main\"?");
    assertThat(refusal(origin, "HEAD~9"))
        .isEqualTo("git: HEAD~9 is not in this clone: HEAD has no such ancestor");
    assertThat(refusal(origin, "main^{tree}")).contains("does not name a commit");
  }

  @Test
  void aRepositoryWithoutACommitSaysSo() throws Exception {
    var fresh = GitSandbox.init(folder.resolve("fresh"));
    assertThatThrownBy(() -> GitTree.open(fresh.folder(), "main"))
        .hasMessage("git: main is not in this clone: this repository has no commit yet");
  }

  @Test
  void jgitTakesOurWordForTheClockOfFilesInsteadOfMeasuringForSeconds() {
    assertThat(text(origin, "HEAD")).isEqualTo("2");
    assertThat(FS.FileStoreAttributes.get(origin.folder()).getFsTimestampResolution())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aFolderOutsideAnyRepositoryIsNamed() throws IOException {
    var outside = Files.createDirectory(folder.resolve("outside"));
    assertThatThrownBy(() -> GitTree.open(outside, "main"))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(outside + " is in no git repository; compare with a folder or a jar");
  }

  private static Path contracts(GitSandbox sandbox) {
    return sandbox.folder().resolve("team/contracts");
  }

  private static String text(GitSandbox sandbox, String ref) {
    return new String(GitTree.open(contracts(sandbox), ref).read(FILE), StandardCharsets.UTF_8);
  }

  private static String refusal(GitSandbox sandbox, String ref) {
    var refused = catchThrowableOfType(UnreadableException.class, () -> text(sandbox, ref));
    return String.valueOf(refused.getMessage());
  }
}
