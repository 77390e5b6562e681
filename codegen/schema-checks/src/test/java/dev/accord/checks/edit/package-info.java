/** Tests of edits to schema files. */
@NullMarked
package dev.accord.checks.edit;

import org.jspecify.annotations.NullMarked;
