/** The table for other programs: csv, JSON, Markdown, and a C header. */
package org.vvarmap.export;
