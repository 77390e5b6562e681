package dev.accord.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an old consumer sees of a new record: its decimals a hundred times too big, its note gone.
 */
final class ValueVerbsTest {
  private static final String TAX = "{\"name\": \"tax\", \"type\": \"int\"}";

  @TempDir private Path folder;

  @BeforeEach
  void twoVersions() throws IOException {
    write("old.avsc", order("\"scale\": 2", "note"));
    write("new.avsc", order("\"scale\": 4", "remark"));
  }

  @Test
  void withoutARecordSamplesShowWhatWasWrittenAndWhatIsRead() {
    Accord decoded = decode();
    assertThat(decoded.err()).isEmpty();
    assertThat(decoded.out())
        .startsWith(
            """
            written {"total":0.1234,"at":"2024-08-11T10:42:06Z","remark":null,"hash":"67ec"}
            read    {"total":12.34,"at":"2024-08-11T10:42:06Z","note":null,"hash":"67ec"}
            written {"total":23456.7890,"at":"2024-05-29T16:41:21Z","remark":"","hash":"0bc9"}
            read    {"total":2345678.90,"at":"2024-05-29T16:41:21Z","note":null,"hash":"0bc9"}
            """);
    assertThat(decoded.exit()).isZero();
  }

  @Test
  void aRecordThatCannotBeReadIsSaidSo() throws IOException {
    write("old.avsc", order("\"scale\": 2", "note").replace("}]}", "}, TAX]}").replace("TAX", TAX));
    Accord decoded = decode();
    assertThat(decoded.exit()).isEqualTo(4);
    assertThat(decoded.out()).contains("read    not at all: it cannot be read with this schema");
  }

  @Test
  void aSampleGoesThroughJsonAndBinary() throws IOException {
    Path json = folder.resolve("sample.json");
    Path binary = folder.resolve("sample.bin");
    Path now = folder.resolve("new.avsc");
    write("sample.json", Accord.run("sample", "--schema", now).out());
    assertThat(Accord.run("encode", "--schema", now, "--json", json, "-o", binary).exit()).isZero();
    Accord decoded = decode("--in", binary);
    assertThat(decoded.err()).isEmpty();
    assertThat(decoded.out()).contains("\"total\":12.34").isEqualTo(decode("--json", json).out());
  }

  @Test
  void whatIsNoRecordIsNamed() throws IOException {
    Path json = folder.resolve("a.json");
    Path binary = folder.resolve("a.bin");
    write("a.json", "{\"total\": nothing}");
    refused(4, "a.json:1:11: is not JSON: Unrecognized token 'nothing'", "--json", json);
    write("a.json", "{");
    refused(4, "a.json:1:2: is not JSON: Unexpected end-of-input: expected close", "--json", json);
    write("a.json", "{\"total\": 1}");
    refused(4, "a.json cannot be read with this schema: Expected bytes.", "--json", json);
    Path sample = folder.resolve("sample.json");
    Path now = folder.resolve("new.avsc");
    write("sample.json", Accord.run("sample", "--schema", now).out());
    assertThat(Accord.run("encode", "--schema", now, "--json", sample, "-o", binary).exit())
        .isZero();
    byte[] bytes = Files.readAllBytes(binary);
    Files.write(binary, Arrays.copyOf(bytes, bytes.length - 1));
    refused(4, "a.bin cannot be read with this schema: it ends too early", "--in", binary);
    Files.write(binary, Arrays.copyOf(bytes, bytes.length + 1));
    refused(4, "a.bin goes on after the record", "--in", binary);
    refused(2, "the record has no frame", "--in", binary, "--framed");
    refused(4, "there is no file", "--in", folder.resolve("gone.bin"));
    assertThat(Accord.run("sample", "--schema", folder).err())
        .contains(folder + " is a folder; name a schema file in it");
    refused(2, "either --in or --json", "--in", binary, "--json", json);
  }

  @Test
  void ofAFileWithManyTypesTheEventIsMeantOrTheOneThatIsNamed() throws IOException {
    write(
        "shop.avdl",
        """
        @namespace("shop") protocol Shop {
          enum State { NEW }
          record OrderPlaced { State state; }
        }
        """);
    Path idl = folder.resolve("shop.avdl");
    assertThat(Accord.run("sample", "--schema", idl).out()).isEqualTo("{\"state\":\"NEW\"}\n");
    assertThat(Accord.run("sample", "--schema", idl + "#State").out()).isEqualTo("\"NEW\"\n");
    Accord none = Accord.run("sample", "--schema", idl + "#Order");
    assertThat(none.exit()).isEqualTo(4);
    assertThat(none.err())
        .contains(
            "shop.avdl holds shop.State, shop.OrderPlaced; name one, such as "
                + idl
                + "#shop.State");
  }

  @Test
  void noSamplesAreNoAnswer() {
    Accord none = Accord.run("sample", "--schema", folder.resolve("new.avsc"), "--count", "0");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("--count takes whole numbers from 1");
  }

  private void refused(int exit, String message, Object... words) {
    Accord refused = decode(words);
    assertThat(refused.err()).contains(message).doesNotContain("\tat ", "Exception", "REDACTED");
    assertThat(refused.out()).isEmpty();
    assertThat(refused.exit()).isEqualTo(exit);
  }

  private Accord decode(Object... words) {
    Object[] all =
        Arrays.copyOf(new Object[] {"decode", "--schema", 0, "--writer", 0}, 5 + words.length);
    all[2] = folder.resolve("old.avsc");
    all[4] = folder.resolve("new.avsc");
    System.arraycopy(words, 0, all, 5, words.length);
    return Accord.run(all);
  }

  private static String order(String scale, String note) {
    return """
        {"type": "record", "name": "OrderPlaced", "namespace": "shop", "fields": [
        {"name": "total",
         "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, SCALE}},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "NOTE", "type": ["null", "string"], "default": null},
        {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 2}}]}
        """
        .replace("SCALE", scale)
        .replace("NOTE", note);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
