package dev.accord.drills.history;

/** A promise that was broken, and the evidence. */
public record Violation(Invariant invariant, String evidence) {
  /** What a registry promises. */
  public enum Invariant {
    /** An acknowledged registration is there in the end, as it was acknowledged. */
    ACKNOWLEDGED_IS_KEPT,
    /** A registration that was refused as not written is not there. */
    REFUSED_IS_NOT_WRITTEN,
    /** Within a context an id stands for one content, for ever. */
    ONE_CONTENT_AN_ID,
    /** Within a context a content has one id. */
    ONE_ID_A_CONTENT,
    /** Within a subject a content is one version. */
    ONE_VERSION_A_CONTENT,
    /** The versions of a subject have no gaps; none is deleted here. */
    VERSIONS_ARE_CONTIGUOUS,
    /** What a node has shown it shows for ever, also after it was killed. */
    READS_ARE_MONOTONE,
    /** What was written through a node, or has the offset a caller names, is shown by it. */
    WRITES_ARE_READ,
    /** In the end all nodes show the same. */
    NODES_AGREE
  }

  @Override
  public String toString() {
    return invariant + ": " + evidence;
  }
}
