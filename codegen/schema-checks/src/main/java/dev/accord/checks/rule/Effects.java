package dev.accord.checks.rule;

import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.finding.SourceEffect;

/**
 * What a change does on every axis that readers and callers feel.
 *
 * @param backward new readers of old data, in the binary encoding
 * @param forward old readers of new data, in the binary encoding
 * @param jsonBackward the same in JSON read with only the reader's schema
 * @param jsonForward the same in JSON read with only the reader's schema
 */
public record Effects(
    Effect backward, Effect forward, Effect jsonBackward, Effect jsonForward, SourceEffect source) {

  /** Nobody feels anything. */
  public static final Effects NONE =
      new Effects(Effect.OK, Effect.OK, Effect.OK, Effect.OK, SourceEffect.NONE);

  public Effect binary(Direction direction) {
    return switch (direction) {
      case BACKWARD -> backward;
      case FORWARD -> forward;
    };
  }

  public Effect json(Direction direction) {
    return switch (direction) {
      case BACKWARD -> jsonBackward;
      case FORWARD -> jsonForward;
    };
  }

  /** The same JSON and source effects with other binary ones. */
  public Effects binary(Effect newBackward, Effect newForward) {
    return new Effects(newBackward, newForward, jsonBackward, jsonForward, source);
  }

  /** The same effects on readers with another one on callers. */
  public Effects source(SourceEffect newSource) {
    return new Effects(backward, forward, jsonBackward, jsonForward, newSource);
  }

  /** The same change at a place that only some values reach. */
  public Effects onOneBranch() {
    return new Effects(
        backward.onOneBranch(),
        forward.onOneBranch(),
        jsonBackward.onOneBranch(),
        jsonForward.onOneBranch(),
        source);
  }
}
