#include "core/inference/sha256.h"
#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;

class TestSha256 : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // The examples that come with FIPS 180-4, and the empty text.
  void publishedExamples_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("empty") << QByteArray("")
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray(
                                       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million a") << QByteArray(1000000, 'a')
                                 << QByteArray(
                                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }
  void publishedExamples() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(sha256(bytes.toStdString())), expected);
  }

  void everyLengthAroundTheBlockSize() {
    for (int length = 0; length < 200; ++length) {
      QByteArray bytes(length, Qt::Uninitialized);
      for (int i = 0; i < length; ++i)
        bytes[i] = static_cast<char>(i * 37 + length);
      QCOMPARE(QByteArray::fromStdString(sha256(bytes.toStdString())),
               QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }
  }

  void ofAFile() {
    QTemporaryDir folder;
    QFile file(folder.filePath("big.bin"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray bytes(3000001, '\xfe');
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    const auto hash = sha256OfFile(file.fileName().toStdString());
    QVERIFY(hash.ok());
    QCOMPARE(QByteArray::fromStdString(*hash),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(sha256OfFile(folder.filePath("none").toStdString()).error().code, ErrorCode::notFound);
  }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "test_sha256.moc"
