package dev.accord.maven;

import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.verb.Verbs;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs one verb and turns its exit code into Maven's two kinds of failure. */
abstract class AccordMojo extends AbstractMojo {
  /** Folder of the contracts, with or without {@code accord.yaml}. */
  @Parameter(property = "accord.contracts", defaultValue = "${project.basedir}", required = true)
  private File contracts = new File(".");

  /** Jars of contracts whose types the schemas refer to. */
  @Parameter(property = "accord.libraries")
  private List<File> libraries = List.of();

  /** Leaves the goal out. */
  @Parameter(property = "accord.skip", defaultValue = "false")
  private boolean skip;

  abstract String verb();

  /** What this verb takes beside the folder. */
  abstract List<String> options();

  /** For tests; Maven sets the field. */
  final void contracts(File folder) {
    contracts = folder;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("accord " + verb() + " is left out: accord.skip");
      return;
    }
    var out = new StringWriter();
    var err = new StringWriter();
    var program =
        Verbs.addTo(new CommandLine(CommandSpec.create().name("accord")), Clock.systemUTC())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = program.execute(arguments());
    out.toString().lines().forEach(code == ExitCodes.CLEAN ? getLog()::info : getLog()::error);
    err.toString().lines().forEach(getLog()::error);
    if (code == ExitCodes.FINDINGS) {
      throw new MojoFailureException("the contracts do not pass accord " + verb() + ": see above");
    }
    if (code != ExitCodes.CLEAN) {
      throw new MojoExecutionException("accord " + verb() + " could not judge: see above");
    }
  }

  static void add(List<String> options, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      options.addAll(List.of(name, value));
    }
  }

  static void addAll(List<String> options, String name, List<String> values) {
    values.forEach(value -> add(options, name, value));
  }

  private String[] arguments() {
    var arguments = new ArrayList<String>(List.of(verb(), contracts.getPath()));
    libraries.forEach(jar -> arguments.addAll(List.of("--library", jar.getPath())));
    arguments.addAll(options());
    return arguments.toArray(String[]::new);
  }
}
