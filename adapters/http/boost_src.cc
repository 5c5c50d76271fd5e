/// The compiled part of Asio and Beast, once, so that the other files need not carry it.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
