using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Hosting;

/// <summary>appsettings.json holds what the options know, and nothing that nobody reads.</summary>
public sealed class SettingsFileTests
{
    private static readonly string[] s_framework = ["Logging", "AllowedHosts", "Server"];

    private static readonly IConfigurationRoot s_file =
        new ConfigurationBuilder().AddJsonFile(RepositoryFolder.Combine("appsettings.json")).Build();

    public static TheoryData<string> Options => [.. Sections().Keys];

    [Theory]
    [MemberData(nameof(Options))]
    public void Section_binds_without_an_unknown_key_and_is_valid(string section)
    {
        var options = Activator.CreateInstance(Sections()[section])!;
        s_file.GetSection(section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);

        Assert.True(Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Fact]
    public void Every_section_belongs_to_some_options() =>
        Assert.Empty(s_file.GetChildren().Select(child => child.Key).Except(Sections().Keys).Except(s_framework));

    private static Dictionary<string, Type> Sections() => new[] { typeof(StorageOptions).Assembly, typeof(Program).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null)
        .ToDictionary(type => (string)type.GetField("Section", BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!);
}
