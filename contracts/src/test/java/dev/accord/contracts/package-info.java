/** What holds for the contracts folder, checked with Apache Avro alone. */
@NullMarked
@CheckReturnValue
package dev.accord.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
