package dev.accord.drills.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.drills.history.History.Attempt;
import dev.accord.drills.history.History.ContentRead;
import dev.accord.drills.history.History.Registered;
import dev.accord.drills.history.History.Span;
import dev.accord.drills.history.History.Stored;
import dev.accord.drills.history.History.VersionsRead;
import dev.accord.drills.history.Violation.Invariant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each promise has a history that keeps it and one that breaks it. */
class CheckerTest {
  private final History history = new History();

  /** A history without fault: two versions through two nodes, read by each. */
  @BeforeEach
  void keepEveryPromise() {
    registered("n1", 0, 10, "s", "A", 1, 1);
    registered("n2", 5, 20, "s", "B", 2, 2);
    registered("n2", 5, 25, ":.other:s", "A", 1, 1);
    read("n1", 30, 31, "s", 2, 1, 2);
    read("n2", 30, 31, "s", 0, 1, 2);
    history.add(new ContentRead("n1", new Span(32, 33), ".", 1, "A"));
    for (var node : List.of("n1", "n2")) {
      history.ended(
          node,
          List.of(
              new Stored("s", 1, 1, "A"),
              new Stored("s", 2, 2, "B"),
              new Stored(":.other:s", 1, 1, "A")));
    }
  }

  @Test
  void findsNothingWhereEveryPromiseIsKept() {
    assertThat(Checker.check(history)).isEmpty();
  }

  @Test
  void overlappingAnswersMayComeInAnyOrder() {
    registered("n1", 40, 60, "s", "C", 3, 3);
    read("n1", 45, 50, "s", 0, 1, 2, 3);
    read("n1", 46, 55, "s", 0, 1, 2);
    read("n2", 70, 71, "s", 0, 1, 2);
    ended(new Stored("s", 3, 3, "C"));
    assertThat(Checker.check(history)).isEmpty();
  }

  @Test
  void findsWhatWasAcknowledgedAndIsNotThere() {
    registered("n1", 40, 41, "s", "C", 3, 3);
    finds(Invariant.ACKNOWLEDGED_IS_KEPT);
  }

  @Test
  void findsWhatWasAcknowledgedAndIsThereAsSomethingElse() {
    registered("n1", 40, 41, "t", "C", 3, 1);
    ended(new Stored("t", 1, 4, "D"));
    finds(Invariant.ACKNOWLEDGED_IS_KEPT);
  }

  @Test
  void findsWhatWasRefusedAndIsThere() {
    history.refused(new Attempt("s", "C"));
    ended(new Stored("s", 3, 3, "C"));
    finds(Invariant.REFUSED_IS_NOT_WRITTEN);
  }

  @Test
  void whatWasRefusedMayBeThereForAnotherReason() {
    history.refused(new Attempt("s", "A"));
    history.refused(new Attempt("s", "C"));
    history.unknown(new Attempt("s", "C"));
    history.unknown(new Attempt("s", "D"));
    ended(new Stored("s", 3, 3, "C"));
    assertThat(Checker.check(history)).isEmpty();
    assertThat(history.unknownAndWritten()).isEqualTo(1);
  }

  @Test
  void findsAnIdWithTwoContents() {
    ended(new Stored("t", 1, 2, "C"));
    finds(Invariant.ONE_CONTENT_AN_ID);
  }

  @Test
  void findsAnIdThatOnceStoodForSomethingElse() {
    history.add(new ContentRead("n1", new Span(40, 41), ".", 2, "C"));
    finds(Invariant.ONE_CONTENT_AN_ID);
  }

  @Test
  void findsAContentWithTwoIds() {
    ended(new Stored("t", 1, 3, "A"));
    finds(Invariant.ONE_ID_A_CONTENT);
  }

  @Test
  void findsAContentThatIsTwoVersionsOfASubject() {
    ended(new Stored("s", 3, 1, "A"));
    finds(Invariant.ONE_VERSION_A_CONTENT);
  }

  @Test
  void findsAGapAtTheEnd() {
    ended(new Stored("s", 4, 4, "D"));
    finds(Invariant.VERSIONS_ARE_CONTIGUOUS);
  }

  @Test
  void findsAGapInAReading() {
    read("n3", 40, 41, "s", 0, 2);
    finds(Invariant.VERSIONS_ARE_CONTIGUOUS);
  }

  @Test
  void findsAReadingThatGoesBack() {
    read("n3", 40, 41, "s", 0, 1, 2);
    read("n3", 42, 43, "s", 0, 1);
    finds(Invariant.READS_ARE_MONOTONE);
  }

  @Test
  void findsAWriteThatItsNodeDoesNotShow() {
    registered("n3", 40, 41, "s", "C", 3, 3);
    ended(new Stored("s", 3, 3, "C"));
    read("n3", 42, 43, "s", 0, 1, 2);
    finds(Invariant.WRITES_ARE_READ);
  }

  @Test
  void findsAReadingWithoutWhatItsOffsetPromised() {
    read("n3", 40, 41, "s", 2, 1);
    finds(Invariant.WRITES_ARE_READ);
  }

  @Test
  void findsNodesThatDoNotShowTheSame() {
    history.ended("n3", List.of(new Stored("s", 1, 1, "A")));
    assertThat(Checker.check(history))
        .extracting(Violation::invariant)
        .contains(Invariant.NODES_AGREE);
  }

  private void finds(Invariant invariant) {
    assertThat(Checker.check(history)).extracting(Violation::invariant).contains(invariant);
  }

  private void registered(
      String node, long begun, long ended, String subject, String content, int id, int version) {
    history.add(new Registered(node, new Span(begun, ended), subject, content, id, version));
  }

  private void read(
      String node, long begun, long ended, String subject, int expected, Integer... versions) {
    history.add(
        new VersionsRead(node, new Span(begun, ended), subject, List.of(versions), expected));
  }

  /** Adds to what the nodes show in the end. */
  private void ended(Stored more) {
    for (var node : List.of("n1", "n2")) {
      history.ended(
          node,
          List.of(
              new Stored("s", 1, 1, "A"),
              new Stored("s", 2, 2, "B"),
              new Stored(":.other:s", 1, 1, "A"),
              more));
    }
  }
}
