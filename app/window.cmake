# Sources of the window; the command line lists its own in CMakeLists.txt.
set_target_properties(podscape_app PROPERTIES AUTOMOC ON AUTORCC ON)
target_sources(podscape_app PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/AppTheme.cpp
  ${CMAKE_CURRENT_LIST_DIR}/FindingsDialog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/FindingsDialog.h
  ${CMAKE_CURRENT_LIST_DIR}/KeysDialog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/KeysDialog.h
  ${CMAKE_CURRENT_LIST_DIR}/MainToolBar.cpp
  ${CMAKE_CURRENT_LIST_DIR}/MainToolBar.h
  ${CMAKE_CURRENT_LIST_DIR}/MainWindow.cpp
  ${CMAKE_CURRENT_LIST_DIR}/MainWindow.h
  ${CMAKE_CURRENT_LIST_DIR}/DockPlaces.cpp
  ${CMAKE_CURRENT_LIST_DIR}/FileWatch.cpp
  ${CMAKE_CURRENT_LIST_DIR}/FileWatch.h
  ${CMAKE_CURRENT_LIST_DIR}/SampleGallery.cpp
  ${CMAKE_CURRENT_LIST_DIR}/SampleGallery.h
  ${CMAKE_CURRENT_LIST_DIR}/Samples.cpp
  ${CMAKE_CURRENT_LIST_DIR}/Session.cpp
  ${CMAKE_CURRENT_LIST_DIR}/Settings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/StartPage.cpp
  ${CMAKE_CURRENT_LIST_DIR}/StartPage.h
  ${CMAKE_CURRENT_LIST_DIR}/Window.cpp
  ${CMAKE_CURRENT_LIST_DIR}/../resources/podscape.qrc)
