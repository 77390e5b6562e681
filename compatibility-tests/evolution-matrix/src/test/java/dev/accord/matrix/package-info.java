@NullMarked
package dev.accord.matrix;

import org.jspecify.annotations.NullMarked;
