package dev.accord.event;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro accept generated classes by name. Since 1.12.2 it refuses every class that a schema
 * names and nobody has declared trustworthy; asking each user for a JVM flag or a call before the
 * first record would be asking for an outage.
 *
 * <p>Avro loads the conversions of {@code META-INF/services} whenever it makes a data model, that
 * is, before it can look for a class. This one converts nothing. Being loaded, it adds to the trust
 * in force the classes marked as {@link ContractType}, and no others; a policy that is set later
 * replaces it, so compose such a policy with {@link ClassSecurityValidator#getGlobal()}.
 *
 * <p>Avro searches with its own class loader: where that one cannot see this jar, trust the
 * packages with {@code org.apache.avro.SERIALIZABLE_PACKAGES} instead.
 */
public final class ContractTypesTrusted extends Conversion<ContractType> {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), ContractType.class::isAssignableFrom));
  }

  /** For Avro's service loader. */
  public ContractTypesTrusted() {}

  @Override
  public Class<ContractType> getConvertedType() {
    return ContractType.class;
  }

  @Override
  public String getLogicalTypeName() {
    return "accord-contract-types-trusted";
  }
}
