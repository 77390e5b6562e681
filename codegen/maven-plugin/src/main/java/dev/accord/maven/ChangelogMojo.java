package dev.accord.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Tells in plain words what changed for each event, safe changes too. */
@Mojo(name = "changelog", threadSafe = true)
public final class ChangelogMojo extends AccordMojo {
  /** Older contracts, as {@code --against} takes them; without any, the released history. */
  @Parameter(property = "accord.against")
  private List<String> against = List.of();

  @Override
  String verb() {
    return "changelog";
  }

  @Override
  List<String> options() {
    var options = new ArrayList<String>();
    addAll(options, "--against", against);
    return options;
  }
}
