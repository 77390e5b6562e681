@NullMarked
package dev.accord.model.schema;

import org.jspecify.annotations.NullMarked;
