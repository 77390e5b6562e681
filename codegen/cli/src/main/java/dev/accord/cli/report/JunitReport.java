package dev.accord.cli.report;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML as CI servers read it: a suite for each event, a test for each finding. A finding that
 * does not fail the run is a passed test that tells it in its output. Without findings there is one
 * passed test, because servers take a file without tests for a mistake.
 */
final class JunitReport {
  private final FindingReport report;
  private final Presentation how;

  JunitReport(FindingReport report, Presentation how) {
    this.report = report;
    this.how = how;
  }

  String print() {
    var out = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      suites(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing into memory cannot fail", e);
    }
    return out.append('\n').toString();
  }

  private void suites(XMLStreamWriter xml) throws XMLStreamException {
    var byEvent =
        report.findings().stream()
            .collect(
                Collectors.groupingBy(Finding::event, LinkedHashMap::new, Collectors.toList()));
    xml.writeStartElement("testsuites");
    attribute(xml, "name", "accord " + how.verb());
    counts(xml, Math.max(1, report.findings().size()), failures(report.findings()));
    if (byEvent.isEmpty()) {
      xml.writeStartElement("testsuite");
      attribute(xml, "name", "accord " + how.verb());
      counts(xml, 1, 0);
      testcase(xml, "accord." + how.verb(), Words.scope(report) + ": nothing found");
      xml.writeEndElement();
      xml.writeEndElement();
    }
    for (Map.Entry<String, List<Finding>> suite : byEvent.entrySet()) {
      xml.writeStartElement("testsuite");
      attribute(xml, "name", suite.getKey());
      counts(xml, suite.getValue().size(), failures(suite.getValue()));
      for (var finding : suite.getValue()) {
        finding(xml, finding);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void finding(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
    var element = finding.path().isEmpty() ? finding.oldPath() : finding.path();
    testcase(xml, finding.event(), (finding.rule().id() + " " + element).strip());
    var file = how.repositoryPath().apply(finding.location().file());
    attribute(xml, "file", file);
    attribute(xml, "line", String.valueOf(finding.location().line()));
    if (fails(finding)) {
      xml.writeStartElement("failure");
      attribute(xml, "message", finding.message());
      attribute(xml, "type", finding.rule().id());
    } else {
      xml.writeStartElement("system-out");
    }
    var place = file + ":" + finding.location().line() + ":" + finding.location().column();
    var fix = finding.fix().isEmpty() ? "" : "\nFix: " + finding.fix();
    xml.writeCharacters(
        legal(
            place
                + ": "
                + finding.severity().word()
                + " "
                + finding.rule().id()
                + " "
                + finding.message()
                + fix
                + "\nid: "
                + finding.fingerprint()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** Opens a test; the caller closes it. */
  private static void testcase(XMLStreamWriter xml, String suite, String name)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", suite);
    attribute(xml, "name", name);
    attribute(xml, "time", "0");
  }

  private static void counts(XMLStreamWriter xml, int tests, int failures)
      throws XMLStreamException {
    attribute(xml, "tests", String.valueOf(tests));
    attribute(xml, "failures", String.valueOf(failures));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", "0");
    attribute(xml, "time", "0");
  }

  private int failures(List<Finding> findings) {
    return (int) findings.stream().filter(this::fails).count();
  }

  private boolean fails(Finding finding) {
    return how.failsOn(finding.severity());
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  /** XML 1.0 has no way to write most control characters, not even escaped. */
  private static String legal(String text) {
    return text.codePoints()
        .map(c -> legal(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean legal(int c) {
    if (c < 0x20) {
      return c == '\t' || c == '\n' || c == '\r';
    }
    boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !halfPair && c != 0xFFFE && c != 0xFFFF;
  }
}
