using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed class ApiShapeTests
{
    private static readonly string[] s_parts = ["Endpoints.cs", "Reply.cs", "Request.cs", "Form.cs"];

    private static IEnumerable<SourceFile> Api => SourceTree.Web.Where(file => file.Folders is ["Api", ..]);

    [Fact]
    public void Endpoints_and_what_they_take_and_give_stand_in_the_folder_of_their_feature() =>
        Faults.None(Api.Where(file => file.Folders.Length == 1 && s_parts.Any(part => file.Name.EndsWith(part, StringComparison.Ordinal))));

    [Fact]
    public void Folder_that_has_replies_has_the_endpoints_that_give_them()
    {
        var faults = from folder in Api.Where(file => file.Folders.Length == 2).GroupBy(file => file.Folders[1])
                     where folder.Any(file => file.Name.EndsWith("Reply.cs", StringComparison.Ordinal))
                         && !folder.Any(file => file.Name.EndsWith("Endpoints.cs", StringComparison.Ordinal))
                     select folder.Key;

        Faults.None(faults);
    }
}
