package dev.accord.checks.decode;

import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;

/** The data models of trials, made once: nobody changes them, so any thread may use them. */
public final class DataModels {
  /** Values as they stand on the wire. */
  static final GenericData PLAIN = new GenericData();

  /** Values as generated classes see them: every logical type of Avro 1.12 is converted. */
  public static final GenericData CONVERTING = converting();

  private DataModels() {}

  private static GenericData converting() {
    var data = new GenericData();
    // Each pair of schemas is read a few times only: building a fast reader for it costs more.
    data.setFastReaderEnabled(false);
    List<Conversion<?>> all =
        List.of(
            new Conversions.DecimalConversion(),
            new Conversions.BigDecimalConversion(),
            new Conversions.UUIDConversion(),
            new TimeConversions.DateConversion(),
            new TimeConversions.TimeMillisConversion(),
            new TimeConversions.TimeMicrosConversion(),
            new TimeConversions.TimestampMillisConversion(),
            new TimeConversions.TimestampMicrosConversion(),
            new TimeConversions.TimestampNanosConversion(),
            new TimeConversions.LocalTimestampMillisConversion(),
            new TimeConversions.LocalTimestampMicrosConversion(),
            new TimeConversions.LocalTimestampNanosConversion());
    all.forEach(data::addLogicalTypeConversion);
    return data;
  }
}
