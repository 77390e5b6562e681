package dev.accord.runtime.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Why a record was parked.
 *
 * @param stackHash the same for failures at the same place, whatever their messages say
 * @param schemaId the writer's schema; -1 if the bytes name none
 * @param since how long ago the first attempt failed
 * @param blocksKey whether later records of the key queue behind it
 */
record DeadLetter(
    Reason reason,
    String detail,
    String stackHash,
    int schemaId,
    int attempts,
    Duration since,
    boolean blocksKey) {

  private static final int HASHED_FRAMES = 8;
  private static final int HASH_DIGITS = 16;

  /** Kinds of dead letters. */
  enum Reason {
    UNDECODABLE_BYTES,
    UNKNOWN_SCHEMA_ID,
    TYPE_MISMATCH,
    UNKNOWN_EVENT,
    HANDLER_FAILED,
    /** It was delivered again and again, and whoever had it died or was cut off. */
    NEVER_ANSWERED,
    BEHIND_PARKED
  }

  static String stackHash(Throwable failure) {
    var place =
        failure.getClass().getName()
            + Arrays.stream(failure.getStackTrace())
                .limit(HASHED_FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .collect(Collectors.joining("\n", "\n", ""));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
