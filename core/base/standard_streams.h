#pragma once
// Standard input, output and error of a process.

namespace fillscope {

/// Those that whoever started the program has closed lead to /dev/null from now on: a file opened later would
/// take their place and get what is printed. Writing to standard output goes on to fail, so that a lost
/// answer is noticed. First thing in main.
void reserveStandardStreams();

} // namespace fillscope
