# One target per folder. Every target sees the source root, so an include always names its folder:
#   #include "core/geometry/fill.h"
# Which folder may include which is written once, in tests/architecture/layers.txt, and tested.

add_library(fillscope_flags INTERFACE)
target_compile_options(fillscope_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wno-unused-parameter)
target_compile_definitions(fillscope_flags INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps in std::string's operator+ that are not there (GCC bug 105651).
  target_compile_options(fillscope_flags INTERFACE -Wno-restrict)
endif()
if(FILLSCOPE_SANITIZE)
  # Undefined behaviour ends the program: a test that only writes of it would pass.
  target_compile_options(fillscope_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                         -fno-omit-frame-pointer -fno-sanitize=vptr)
  target_link_options(fillscope_flags INTERFACE -fsanitize=address,undefined)
endif()
if(FILLSCOPE_FUZZ)
  target_compile_options(fillscope_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr,pointer-overflow -fno-sanitize-recover=all -g)
  target_link_options(fillscope_flags INTERFACE -fsanitize=address,undefined)
endif()

# fillscope_library(core_base SOURCES a.cpp ... PUBLIC other targets PRIVATE other targets)
function(fillscope_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE fillscope_flags ${ARG_PRIVATE})
endfunction()

# fillscope_qt_library: the same with moc, for folders that declare QObjects.
function(fillscope_qt_library name)
  fillscope_library(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()

# A window test runs on a display of its own, so that such tests neither disturb one another nor wait in a line.
set(FILLSCOPE_WITH_DISPLAY ${CMAKE_SOURCE_DIR}/tests/support/with_display.sh)

# fillscope_test(ssim SOURCES test_ssim.cpp LIBRARIES core_imaging [GUI]): one Qt Test program.
function(fillscope_test name)
  cmake_parse_arguments(ARG "GUI" "TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  set(target test_${name})
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${target} PRIVATE fillscope_flags ${ARG_LIBRARIES} Qt6::Test)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${target} PRIVATE
    FILLSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" FILLSCOPE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  set(launcher)
  if(ARG_GUI)
    set(launcher ${FILLSCOPE_WITH_DISPLAY})
  endif()
  add_test(NAME ${name} COMMAND ${launcher} $<TARGET_FILE:${target}>)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT})
endfunction()

# fillscope_benchmark(ssim SOURCES bench_ssim.cpp LIBRARIES core_imaging): one Google Benchmark program.
function(fillscope_benchmark name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT FILLSCOPE_BENCHMARKS OR NOT benchmark_FOUND)
    return()
  endif()
  add_executable(bench_${name} ${ARG_SOURCES})
  set_target_properties(bench_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
  target_include_directories(bench_${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(bench_${name} PRIVATE fillscope_flags ${ARG_LIBRARIES} benchmark::benchmark benchmark::benchmark_main)
endfunction()
