@NullMarked
package dev.accord.drills.order;

import org.jspecify.annotations.NullMarked;
