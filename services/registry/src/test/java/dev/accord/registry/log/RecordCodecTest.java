package dev.accord.registry.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
  @Test
  void writesWhatItReadByteForByte() throws Exception {
    for (var line : RecordedTopic.of("8.3.1").lines()) {
      if (line.key().contains("ASSOC")) {
        continue;
      }
      var record = RecordCodec.decode(line.record());
      assertThat(text(RecordCodec.key(record))).isEqualTo(line.key());
      assertThat(text(RecordCodec.value(record))).isEqualTo(line.value());
    }
  }

  @Test
  void writesTheKeysOfRelease7() throws Exception {
    for (var line : RecordedTopic.of("7.9.9").lines()) {
      var record = RecordCodec.decode(line.record());
      assertThat(text(RecordCodec.key(record))).isEqualTo(line.key());
      assertThat(RecordCodec.value(record) == null).isEqualTo(line.value() == null);
    }
  }

  @Test
  void readsASchemaKeyOfTheOldMagic() throws Exception {
    var record =
        record("{\"magic\":0,\"keytype\":\"SCHEMA\",\"version\":1,\"subject\":\"s\"}", null);
    assertThat(text(RecordCodec.key(RecordCodec.decode(record))))
        .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"keytype\":\"OTHER\"}",
        "{\"keytype\":\"SCHEMA\"}",
        "{\"keytype\":7}",
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":\"x\"}",
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1}",
        "{\"keytype\":\"MODE\",\"subject\":\"s\"}",
        "{\"keytype\":\"CONTEXT\"}"
      })
  void saysWhyAForeignRecordCannotBeRead(String key) {
    for (var value : List.of("", "no json", "{}", "{\"mode\":\"SOME\"}", "[1]")) {
      assertThatThrownBy(() -> RecordCodec.decode(record(key, value)))
          .isInstanceOf(UnreadableRecord.class)
          .message()
          .isNotBlank();
    }
    assertThatThrownBy(() -> RecordCodec.decode(new LogRecord(0, 0, null, null)))
        .isInstanceOf(UnreadableRecord.class);
  }

  private static LogRecord record(String key, @Nullable String value) {
    return new LogRecord(
        0,
        0,
        key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
