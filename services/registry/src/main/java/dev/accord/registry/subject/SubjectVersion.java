package dev.accord.registry.subject;

import java.util.Comparator;

/** One version of one subject. */
public record SubjectVersion(Subject subject, int version) implements Comparable<SubjectVersion> {
  private static final Comparator<SubjectVersion> ORDER =
      Comparator.comparing(SubjectVersion::subject).thenComparingInt(SubjectVersion::version);

  @Override
  public int compareTo(SubjectVersion other) {
    return ORDER.compare(this, other);
  }
}
