#pragma once
// How well classes are told apart, in the measures of the field.
#include <cstddef>
#include <string>
#include <vector>

namespace fillscope {

/// Of the pictures that are truly of a class, and of those called so. What nothing is known of is 0.
struct ClassScore {
  std::string name;
  std::size_t pictures = 0; ///< truly of this class
  double precision = 0, recall = 0, f1 = 0;
  /// Area under precision over recall, the pictures by their probability: Σ (Rₙ − Rₙ₋₁) Pₙ, not interpolated,
  /// equal probabilities as one step (scikit-learn's average_precision_score).
  double averagePrecision = 0;
};

struct ClassesScore {
  std::string name;         ///< of the network
  std::size_t pictures = 0; ///< judged
  double accuracy = 0;
  double balancedAccuracy = 0;   ///< mean recall over the classes that occur
  double meanPrecision = 0;      ///< mean average precision over the classes that occur
  double crossEntropy = 0;       ///< mean −ln of the true class's probability
  double alwaysMostFrequent = 0; ///< accuracy of always answering the most frequent class
  std::vector<ClassScore> classes;
  /// confusion[truth][answer], pictures.
  std::vector<std::vector<std::size_t>> confusion;
};

/// Gathers what a network says of pictures whose class is known.
class ClassTally {
 public:
  explicit ClassTally(std::vector<std::string> classes)
      : classes_(std::move(classes)) {}
  /// truth: index of a class; probabilities: one for each class.
  void add(std::size_t truth, std::vector<double> probabilities);
  ClassesScore score(const std::string& name = {}) const;

 private:
  struct Judged {
    std::size_t truth;
    std::vector<double> probabilities;
  };
  double averagePrecision(std::size_t which) const;

  std::vector<std::string> classes_;
  std::vector<Judged> judged_;
};

/// Best first: highest balanced accuracy, then the least cross entropy.
void sortBestFirst(std::vector<ClassesScore>& scores);

} // namespace fillscope
