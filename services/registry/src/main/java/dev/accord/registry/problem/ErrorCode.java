package dev.accord.registry.problem;

import java.util.Locale;

/**
 * The refusals of the Schema Registry interface, in the shape of Confluent's release 8.3: HTTP
 * status, error code and message pattern ({@code %s} are the arguments of {@link #with}).
 *
 * <p>Clients compare codes and people search for texts, so both stay as they are, blanks included.
 */
public enum ErrorCode {
  BAD_REQUEST(400, 400, "%s"),
  UNAUTHORIZED(401, 401, "Unauthorized"),
  FORBIDDEN(403, 403, "%s"),
  NOT_FOUND(404, 404, "HTTP 404 Not Found"),
  METHOD_NOT_ALLOWED(405, 405, "HTTP 405 Method Not Allowed"),
  NOT_ACCEPTABLE(406, 406, "HTTP 406 Not Acceptable"),
  UNSUPPORTED_MEDIA_TYPE(415, 415, "HTTP 415 Unsupported Media Type"),
  INVALID_REQUEST(422, 422, "%s"),

  SUBJECT_NOT_FOUND(404, 40401, "Subject '%s' not found."),
  VERSION_NOT_FOUND(404, 40402, "Version %s not found."),
  SCHEMA_NOT_FOUND(404, 40403, "Schema not found"),
  SCHEMA_ID_NOT_FOUND(404, 40403, "Schema %s not found"),
  SUBJECT_SOFT_DELETED(
      404, 40404, "Subject '%s' was soft deleted.Set permanent=true to delete permanently"),
  SUBJECT_NOT_SOFT_DELETED(
      404, 40405, "Subject '%s' was not deleted first before being permanently deleted"),
  VERSION_SOFT_DELETED(
      404,
      40406,
      "Subject '%s' Version %s was soft deleted.Set permanent=true to delete permanently"),
  VERSION_NOT_SOFT_DELETED(
      404, 40407, "Subject '%s' Version %s was not deleted first before being permanently deleted"),
  CONFIG_NOT_FOUND(404, 40408, "Subject '%s' does not have subject-level compatibility configured"),
  MODE_NOT_FOUND(404, 40409, "Subject '%s' does not have subject-level mode configured"),

  INCOMPATIBLE_SCHEMA(
      409,
      40901,
      "Schema being registered is incompatible with an earlier schema for subject \"%s\","
          + " details: %s"),

  INVALID_SCHEMA(422, 42201, "%s"),
  INVALID_VERSION(
      422,
      42202,
      "The specified version '%s' is not a valid version id. Allowed values are between"
          + " [1, 2^31-1] and the string \"latest\""),
  INVALID_COMPATIBILITY_LEVEL(
      422,
      42203,
      "Invalid compatibility level. Valid values are none, backward, forward, full,"
          + " backward_transitive, forward_transitive, and full_transitive"),
  INVALID_MODE(
      422, 42204, "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD."),
  FORWARD_MODE_IS_GLOBAL(422, 42204, "Forward mode only supported on global level"),
  OPERATION_NOT_PERMITTED(422, 42205, "%s"),
  REFERENCE_EXISTS(
      422,
      42206,
      "One or more references exist to the schema"
          + " {magic=1,keytype=SCHEMA,subject=%s,version=%s}."),
  ID_DOES_NOT_MATCH(422, 42207, "The ID of an imported schema does not match the existing ID"),
  INVALID_SUBJECT(422, 42208, "The specified subject '%s' is not a valid."),
  SCHEMA_TOO_LARGE(422, 42209, "Register operation failed because schema is too large"),
  INVALID_RULE_SET(422, 42210, "%s"),
  CONTEXT_NOT_EMPTY(422, 42211, "The specified context '%s' is not empty."),

  INTERNAL(500, 500, "Internal Server Error"),
  OUTCOME_UNKNOWN(500, 50002, "%s"),
  FORWARDING_FAILED(503, 50003, "%s"),
  LEADER_UNKNOWN(503, 50004, "Leader not known."),
  UNAVAILABLE(503, 503, "%s");

  private final int status;
  private final int code;
  private final String pattern;

  ErrorCode(int status, int code, String pattern) {
    this.status = status;
    this.code = code;
    this.pattern = pattern;
  }

  /** For a change that is written, and that the asked node has not read back in time. */
  public static RegistryProblem notReadBack(long offset) {
    return OUTCOME_UNKNOWN.with(
        "The change is written at offset " + offset + ", and this node has not read so far yet");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What stands in {@code error_code}. */
  public int code() {
    return code;
  }

  /** The refusal with this code and the pattern filled in. */
  public RegistryProblem with(Object... arguments) {
    return new RegistryProblem(this, String.format(Locale.ROOT, pattern, arguments));
  }
}
