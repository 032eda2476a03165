using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Targets;

/// <summary>
/// Which of two classes is the positive one: the second in order, of which precision, recall, F1, PR AUC, curves and the threshold are.
/// </summary>
public static class PositiveClass
{
    /// <summary>The field of the REST contract.</summary>
    public const string Field = "positive_class";

    /// <summary>A target whose positive class is the named one.</summary>
    /// <param name="target">A target.</param>
    /// <param name="name">A form of one of its two classes, such as <c>true</c> for True or <c>1.0</c> for 1; null leaves the target as it is.</param>
    /// <exception cref="InvalidException">There are not two classes, or none of them is meant; field <c>positive_class</c>.</exception>
    public static TargetColumn Facing(this TargetColumn target, string? name)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (name is null)
        {
            return target;
        }

        CheckTask(name, target.Task);
        int index = Find(target.Classes, name);
        return index switch
        {
            < 0 => throw InvalidException.Of(Field, $"must be one of the classes, {target.Classes[0]} or {target.Classes[1]}, not '{Short(name)}'."),
            1 => target,
            _ => target with
            {
                Classes = [target.Classes[1], target.Classes[0]],
                Values = Array.ConvertAll(target.Values, value => 1 - value),
                IsTurned = !target.IsTurned,
            },
        };
    }

    /// <summary>Checks that a class is named for two classes only.</summary>
    /// <param name="name">The class, or null.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidException">One is, for another task; field <c>positive_class</c>.</exception>
    public static void CheckTask(string? name, TaskKind task)
    {
        if (name is not null && task != TaskKind.Binary)
        {
            throw InvalidException.Of(Field, $"is one of two classes, and a {task.ToString().ToLowerInvariant()} target has none; leave it out.");
        }
    }

    /// <summary>Why a class is the positive one when none is named, as half a sentence.</summary>
    /// <param name="classes">The two classes in order.</param>
    public static string DefaultReason(IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return classes is [var no, var yes] && TruthWords.Parse(yes) == true && TruthWords.Parse(no) == false
            ? "default: the one that says yes"
            : "default: the last in order";
    }

    /// <summary>The positive class as pages and logs tell it: <c>Stayed (default: the last in order)</c>.</summary>
    /// <param name="classes">The two classes in order.</param>
    /// <param name="isDefault">Whether it is so because nobody named one.</param>
    public static string Words(IReadOnlyList<string> classes, bool isDefault)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return isDefault ? $"{classes[1]} ({DefaultReason(classes)})" : classes[1];
    }

    /// <summary>Whether a word is a form of a class, as <c>true</c> is of True.</summary>
    /// <param name="word">The word, or null.</param>
    /// <param name="name">The class as the data spells it, or null.</param>
    public static bool IsForm(string? word, string? name) => word is not null && name is not null && Find([name], word) == 0;

    // The class itself goes before its other forms; a form that fits both means neither.
    private static int Find(IReadOnlyList<string> classes, string name)
    {
        string word = name.Trim();
        bool? truth = TruthWords.Parse(word);
        Func<string, bool>[] forms =
        [
            known => known == name,
            known => known.Trim() == word,
            known => NumberText.TryParse(known, out double a) && NumberText.TryParse(word, out double b) && a == b,
            known => known.Trim().Equals(word, StringComparison.OrdinalIgnoreCase),
            known => truth is not null && TruthWords.Parse(known.Trim()) == truth,
        ];
        foreach (Func<string, bool> form in forms)
        {
            int[] found = [.. Enumerable.Range(0, classes.Count).Where(index => form(classes[index]))];
            if (found.Length > 0)
            {
                return found.Length == 1 ? found[0] : -1;
            }
        }

        return -1;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
