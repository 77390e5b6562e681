package dev.accord.cli.value;

import dev.accord.checks.decode.ValueGenerator;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sample",
    description = "Make records of a schema, one line of Avro JSON each.",
    footer = {"", "Examples:", "  accord sample --schema Order.avsc --count 3 --seed 7"})
public final class SampleVerb extends Verb {

  @Option(names = "--schema", required = true, paramLabel = "FILE", description = "Its schema.")
  private Path schema = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "How many. Default: 1.")
  private int count = 1;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Same seed, same records.")
  private long seed = 1;

  @Override
  protected int run() throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("--count takes whole numbers from 1");
    }
    Schema type = SchemaFiles.read(schema);
    var generator = new ValueGenerator(new SplittableRandom(seed));
    for (int i = 0; i < count; i++) {
      var line = new ByteArrayOutputStream();
      AvroValues.write(
          generator.value(type, i), type, EncoderFactory.get().jsonEncoder(type, line));
      out().println(line.toString(StandardCharsets.UTF_8));
    }
    out().flush();
    return ExitCodes.CLEAN;
  }
}
