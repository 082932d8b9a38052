#include "core/backends/torch/torch_errors.h"
#include <QTest>

using namespace fillscope;
Q_DECLARE_METATYPE(TorchStep)
Q_DECLARE_METATYPE(ErrorCode)

class TestTorchErrors : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aKnownCauseHasItsRemedy_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<TorchStep>("step");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("attention")
        << "\nUnknown builtin op: aten::scaled_dot_product_attention.\nHere are some suggestions: \n"
        << TorchStep::load << ErrorCode::unsupported << "aten::scaled_dot_product_attention"
        << "softmax";
    QTest::newRow("another operator")
        << "Unknown builtin op: aten::_upsample_lanczos2d_aa." << TorchStep::load << ErrorCode::unsupported
        << "operator aten::_upsample_lanczos2d_aa, which LibTorch 1.13.9 does not have"
        << "PyTorch 1.13.9";
    QTest::newRow("newer archive") << "Attempted to read a PyTorch file with version 12, but the maximum "
                                      "supported version for reading is 10."
                                   << TorchStep::load << ErrorCode::unsupported << "newer"
                                   << "PyTorch 1.13.9";
    QTest::newRow("no archive")
        << "PytorchStreamReader failed reading zip archive: failed finding central directory"
        << TorchStep::load << ErrorCode::badInput << "no TorchScript file"
        << "torch.jit.script";
    QTest::newRow("state_dict") << "PytorchStreamReader failed locating file constants.pkl: file not found"
                                << TorchStep::load << ErrorCode::badInput << "weights alone"
                                << "torch.jit.script";
    QTest::newRow("memory")
        << "[enforce fail at alloc_cpu.cpp:66] DefaultCPUAllocator: can't allocate memory: you tried to"
        << TorchStep::predict << ErrorCode::tryAgain << "not enough memory"
        << "smaller";
    QTest::newRow("graphics memory") << "CUDA out of memory. Tried to allocate 20.00 MiB" << TorchStep::tryOut
                                     << ErrorCode::tryAgain << "not enough memory"
                                     << "smaller";
    QTest::newRow("shape")
        << "The following operation failed in the TorchScript interpreter.\nTraceback of TorchScript "
           "(most recent call last):\n  File \"<string>\", line 3\nRuntimeError: shape '[1]' is invalid\n"
        << TorchStep::tryOut << ErrorCode::badInput
        << "1×3×48×64, as its manifest says: shape '[1]' is invalid"
        << "input.width";
    QTest::newRow("while predicting") << "RuntimeError: too bright" << TorchStep::predict
                                      << ErrorCode::badInput << "failed on this picture: too bright"
                                      << "";
    QTest::newRow("unknown") << "something else\nlong story" << TorchStep::load << ErrorCode::badInput
                             << "cannot read this network: something else"
                             << "";
  }
  void aKnownCauseHasItsRemedy() {
    QFETCH(QString, what);
    QFETCH(TorchStep, step);
    QFETCH(ErrorCode, code);
    QFETCH(QString, said);
    QFETCH(QString, remedy);
    ModelManifest manifest;
    manifest.file = "/m/net.pt";
    manifest.inputWidth = 64;
    manifest.inputHeight = 48;
    const Error error = explainTorchFault(what.toStdString(), step, manifest, "1.13.9");
    QCOMPARE(error.code, code);
    QCOMPARE(error.where, std::string("/m/net.pt"));
    QVERIFY2(QString::fromStdString(error.what).contains(said), error.what.c_str());
    QVERIFY2(QString::fromStdString(error.hint).contains(remedy), error.hint.c_str());
    QVERIFY2(!error.what.ends_with('\n') && error.what.find("long story") == std::string::npos,
             error.what.c_str());
  }
};

QTEST_APPLESS_MAIN(TestTorchErrors)
#include "test_torch_errors.moc"
