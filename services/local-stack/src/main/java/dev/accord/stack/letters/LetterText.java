package dev.accord.stack.letters;

import dev.accord.runtime.deadletter.Letter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dead letters in words. */
public final class LetterText {
  private LetterText() {}

  /** Whether a dry run succeeded. */
  public static boolean wouldBeHandled(Letter letter) {
    return letter.answer().filter("would be handled"::equals).isPresent();
  }

  /** The short form: one line and why. */
  public static String line(Letter letter) {
    return String.format(
        Locale.ROOT,
        "%d  %s  %s-%d@%d  key %s  %s%n    %s%s",
        letter.id(),
        reason(letter),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        text(letter.key()),
        letter.eventType().orElse("(no type)"),
        letter.detail(),
        outcome(letter));
  }

  private static String outcome(Letter letter) {
    return letter
        .asked()
        .map(asked -> "\n    asked, and not answered yet: does the service run?")
        .or(() -> letter.answer().map(answer -> "\n    " + answer))
        .orElse("");
  }

  /** Everything about it. */
  public static String whole(Letter letter) {
    var text = new StringBuilder(line(letter)).append('\n');
    row(text, "event id", letter.eventId());
    row(text, "subscription", letter.subscription());
    row(text, "attempts", Integer.toString(letter.attempts()));
    row(text, "first failed", letter.firstFailedAt().toString());
    row(text, "parked", letter.parkedAt().toString());
    row(text, "schema id", letter.schemaId() < 0 ? "none" : Integer.toString(letter.schemaId()));
    row(text, "stack hash", letter.stackHash());
    row(text, "later of its key", letter.blocksKey() ? "wait behind it" : "go on");
    letter.headers().forEach((name, value) -> row(text, "header " + name, text(value)));
    row(text, "value, base64", base64(letter.value()));
    return text.toString().stripTrailing();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "    %-26s %s%n", name, value));
  }

  /** Everything about it, for programs. */
  public static JsonObject json(Letter letter) {
    var headers = new JsonObject();
    letter.headers().forEach((name, value) -> headers.put(name, value.toString()));
    return new JsonObject()
        .put("id", letter.id())
        .put("subscription", letter.subscription())
        .put("topic", letter.topic())
        .put("partition", letter.partition())
        .put("offset", letter.offset())
        .put("key", letter.key() == null ? null : letter.key().toString())
        .put("valueBase64", letter.value() == null ? null : base64(letter.value()))
        .put("headers", headers)
        .put("eventId", letter.eventId())
        .put("eventType", letter.eventType().orElse(null))
        .put("reason", reason(letter))
        .put("detail", letter.detail())
        .put("stackHash", letter.stackHash())
        .put("schemaId", letter.schemaId())
        .put("attempts", letter.attempts())
        .put("firstFailedAt", letter.firstFailedAt().toString())
        .put("parkedAt", letter.parkedAt().toString())
        .put("blocksKey", letter.blocksKey())
        .put("asked", letter.asked().orElse(null))
        .put("answer", letter.answer().orElse(null));
  }

  private static String reason(Letter letter) {
    return letter.reason().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String base64(@Nullable Buffer bytes) {
    return bytes == null ? "(none)" : Base64.getEncoder().encodeToString(bytes.getBytes());
  }

  private static String text(@Nullable Buffer bytes) {
    return bytes == null ? "(none)" : bytes.toString();
  }
}
