@NullMarked
package dev.accord.checks.policy;

import org.jspecify.annotations.NullMarked;
