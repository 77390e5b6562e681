package dev.accord.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Tells what is written so that it will hurt later. */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class LintMojo extends JudgingMojo {
  @Override
  String verb() {
    return "lint";
  }
}
