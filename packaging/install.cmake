# Read last, when all targets are known: programs, the Torch module, networks, desktop entry and icon.
include(GNUInstallDirs)

foreach(program fillscope fillscope-cli)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

# The programs look for the modules beside themselves, in ../lib/fillscope, whatever the system's folder for libraries.
foreach(module fillscope_torch fillscope_learning)
  if(TARGET ${module})
    install(TARGETS ${module} LIBRARY DESTINATION lib/fillscope)
  endif()
endforeach()

if(EXISTS ${CMAKE_SOURCE_DIR}/models)
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/models/ DESTINATION ${CMAKE_INSTALL_DATADIR}/fillscope/models)
endif()

if(TARGET fillscope)
  install(FILES ${CMAKE_SOURCE_DIR}/packaging/fillscope.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${CMAKE_SOURCE_DIR}/resources/app/fillscope.svg
          DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
