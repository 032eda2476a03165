using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access;

public sealed class UserServiceTests
{
    [Fact]
    public async Task Administrator_is_made_once_however_many_sign_in_at_once()
    {
        await using var core = await CoreHost.StartAsync(services => services.AddAccess());
        var users = core.Get<UserService>();
        var signedIn = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => users.SignInAdministratorAsync(default))));

        var id = Assert.Single(signedIn.Select(u => u.UserId).Distinct());
        Assert.Equal(("admin", UserRole.Administrator), ((await users.FindAsync(id, default))!.Name, signedIn[0].Role));
        Assert.Null(await users.FindAsync("nobody", default));
    }
}
