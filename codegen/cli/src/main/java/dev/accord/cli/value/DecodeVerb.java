package dev.accord.cli.value;

import dev.accord.checks.decode.ValueGenerator;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Verb;
import dev.accord.cli.source.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "decode",
    description = "Show what a consumer with one schema reads of what another one wrote.",
    footer = {
      "",
      "Without --in and --json, records are made up: each as it was written, and as it is read.",
      "",
      "Of several events in one file one is named as shop.avdl#OrderPlaced.",
      "",
      "Examples:",
      "  accord decode --schema old.avsc --writer new.avsc",
      "  accord decode --schema old.avsc --writer new.avsc --json event.json",
      "  accord decode --schema old.avsc --writer new.avsc --in record.bin --framed",
      "",
      "Exit codes: 0 decoded, 2 wrong usage, 4 it cannot be decoded."
    })
public final class DecodeVerb extends Verb {
  /** Confluent's frame: a zero byte and four bytes of schema id. */
  private static final int FRAME_BYTES = 5;

  private static final int SAMPLES = 3;

  @Option(names = "--schema", required = true, paramLabel = "FILE", description = "The reader's.")
  private Path schema = Path.of("");

  @Option(
      names = "--writer",
      paramLabel = "FILE",
      description = "The writer's schema. Default: the reader's.")
  private Optional<Path> writer = Optional.empty();

  @Option(names = "--in", paramLabel = "FILE", description = "A record in Avro binary.")
  private Optional<Path> input = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "A record in Avro JSON of the writer's schema, instead of --in.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--framed", description = "Skip the registry's 5 bytes before the record.")
  private boolean framed;

  @Override
  protected int run() throws IOException {
    if (input.isPresent() && json.isPresent()) {
      throw new IllegalArgumentException("name the record with either --in or --json");
    }
    Schema reader = SchemaFiles.read(schema);
    Schema written = writer.isPresent() ? SchemaFiles.read(writer.get()) : reader;
    if (input.isEmpty() && json.isEmpty()) {
      return samples(written, reader);
    }
    byte[] bytes =
        input.isPresent()
            ? unframed(Files.readAllBytes(input.get()))
            : AvroValues.jsonToBinary(json.orElseThrow(), written);
    Path file = input.or(() -> json).orElseThrow();
    out().println(AvroValues.seen(file.toString(), bytes, written, reader));
    out().flush();
    return ExitCodes.CLEAN;
  }

  private int samples(Schema written, Schema reader) throws IOException {
    int code = ExitCodes.CLEAN;
    var generator = new ValueGenerator(new SplittableRandom(1));
    for (int i = 0; i < SAMPLES; i++) {
      byte[] bytes = AvroValues.binary(generator.value(written, i), written);
      out().println("written " + AvroValues.seen("a sample", bytes, written, written));
      try {
        out().println("read    " + AvroValues.seen("it", bytes, written, reader));
      } catch (UnreadableException e) {
        out().println("read    not at all: " + e.getMessage());
        code = ExitCodes.COULD_NOT_RUN;
      }
    }
    out().flush();
    return code;
  }

  private byte[] unframed(byte[] bytes) {
    if (!framed) {
      return bytes;
    }
    if (bytes.length < FRAME_BYTES || bytes[0] != 0) {
      throw new IllegalArgumentException("the record has no frame: its first byte is not 0");
    }
    return Arrays.copyOfRange(bytes, FRAME_BYTES, bytes.length);
  }
}
