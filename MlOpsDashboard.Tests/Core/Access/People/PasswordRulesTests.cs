using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access.People;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access.People;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct lamp staple")]
    [InlineData("twelve letter")]
    [InlineData("пароль из трёх слов")]
    [InlineData("q7!kd93-Lw0z")]
    public void Long_and_uncommon_passwords_of_any_kind_will_do(string password) => Assert.Equal(password, PasswordRules.Check(password, "ada"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elevenchars")]
    [InlineData("short")]
    public void Short_ones_will_not(string? password) =>
        Assert.Contains("12 to 256", Assert.Throws<InvalidException>(() => PasswordRules.Check(password, "ada")).Errors["password"][0], StringComparison.Ordinal);

    [Theory]
    [InlineData("password1234")]
    [InlineData("PasswordPassword")]
    [InlineData("Administrator!")]
    [InlineData("2026Qwertyuiop!!")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklm")]
    [InlineData("987654321098")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("121212121212")]
    [InlineData("ada.ada.ada.ada")]
    [InlineData("GraceHopper2026")]
    [InlineData("            ")]
    public void What_is_tried_first_will_not(string password) =>
        Assert.Contains("tried first", Assert.Throws<InvalidException>(() => PasswordRules.Check(password, "GraceHopper")).Errors["password"][0], StringComparison.Ordinal);

    [Fact]
    public void Too_long_ones_are_not_hashed() => Assert.Throws<InvalidException>(() => PasswordRules.Check(new string('x', 257), "ada"));
}
