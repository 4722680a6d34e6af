/**
 * The command line: one class a command, wiring, exit codes. What a command does lives in the packages below; here it is put together and put into
 * words.
 */
package io.thalweg.cli;
