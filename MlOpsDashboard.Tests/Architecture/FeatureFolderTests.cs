using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed class FeatureFolderTests
{
    [Fact]
    public void Feature_has_exactly_one_registration()
    {
        var features = Layers.Line.Concat(Layers.Loops).Concat(Layers.Side);

        Faults.None(SourceTree.FoldersOf(SourceTree.Core).Intersect(features).Where(folder => Registrations(folder) != 1));
    }

    [Fact]
    public void Platform_folder_has_one_registration_at_most()
    {
        // One whose types are made by their users has nothing to register.
        Faults.None(Layers.Platform.Where(folder => Registrations(folder) > 1));
    }

    [Fact]
    public void Folder_of_the_core_has_a_folder_of_tests()
    {
        var tested = SourceTree.Tests.Where(file => file.Folders is ["Core", _, ..]).Select(file => file.Folders[1]);

        Faults.None(SourceTree.FoldersOf(SourceTree.Core).Except(tested));
    }

    private static int Registrations(string folder) => SourceTree.Core.Count(file =>
        file.Folders is [var own] && own == folder && file.Name.EndsWith("Registration.cs", StringComparison.Ordinal));
}
