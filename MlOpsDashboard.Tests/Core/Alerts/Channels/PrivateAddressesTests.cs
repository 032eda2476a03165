using System.Net;
using MlOpsDashboard.Core.Alerts.Channels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Alerts.Channels;

public sealed class PrivateAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::127.0.0.1")]
    public void Is_private(string address) => Assert.True(PrivateAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Is_of_the_internet(string address) => Assert.False(PrivateAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://2130706433/", true)]
    [InlineData("http://0x7f000001/", true)]
    [InlineData("http://127.1/", true)]
    [InlineData("http://[::1]:80/", true)]
    [InlineData("http://[::ffff:10.0.0.1]/", true)]
    [InlineData("http://localhost:8080/", true)]
    [InlineData("http://LOCALHOST./", true)]
    [InlineData("http://a.localhost/", true)]
    [InlineData("https://hooks.example.org/", false)]
    [InlineData("https://8.8.8.8/", false)]
    public void Is_known_by_its_looks(string url, bool isPrivate) => Assert.Equal(isPrivate, PrivateAddresses.IsNamedBy(new Uri(url)));
}
