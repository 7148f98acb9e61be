using FsCheck;
using FsCheck.Fluent;
using Monitor.Accounts;

namespace Monitor.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(8, 8)]
    [InlineData(11, 60)]
    [InlineData(1_000_000, 60)]
    public void The_wait_after_failures_grows_and_is_bounded(int failures, int minutes) =>
        Assert.Equal(minutes == 0 ? null : Noon.AddMinutes(minutes), LockOut.Until(Noon, failures));

    [Theory]
    [InlineData("ana", true)]
    [InlineData("ana.b_c-2", true)]
    [InlineData("", false)]
    [InlineData("Ana", false)]
    [InlineData("ana b", false)]
    [InlineData("ana<b>", false)]
    [InlineData("änne", false)]
    public void A_name_is_plain(string name, bool valid) => Assert.Equal(valid, AccountName.IsValid(name));

    [Fact]
    public void Case_and_blanks_of_a_typed_name_do_not_matter() => Assert.Equal("ana", AccountName.Of(" Ana "));

    [Theory]
    [InlineData("short", "at least 12")]
    [InlineData("aaaaaaaaaaaaaaaa", "few characters")]
    [InlineData("four words of mine", null)]
    public void A_password_must_be_long(string password, string? fault)
    {
        var found = Passwords.FaultOf(password);
        Assert.True(fault is null ? found is null : found!.Contains(fault, StringComparison.Ordinal), found);
    }

    [Fact]
    public void Only_the_same_password_fits_its_hash()
    {
        var hash = Passwords.Hash("four words of mine");

        Assert.True(Passwords.Verify(hash, "four words of mine"));
        Assert.False(Passwords.Verify(hash, "four words of mine "));
        Assert.False(Passwords.Verify(hash, ""));
        Assert.False(Passwords.Verify(hash, new string('x', 10_000_000)));
        Assert.NotEqual(hash, Passwords.Hash("four words of mine"));
    }

    [Fact]
    public void Generated_passwords_may_be_used_and_differ()
    {
        var some = Enumerable.Range(0, 50).Select(_ => Passwords.Generate()).ToList();

        Assert.All(some, password => Assert.Null(Passwords.FaultOf(password)));
        Assert.Equal(some.Count, some.Distinct().Count());
    }

    [Fact]
    public void A_changed_password_ends_sessions_and_lock()
    {
        var account = Account.Create("ana", "four words of mine", AccountRole.Viewer, Noon);
        var stamp = account.SecurityStamp;
        (account.FailuresInARow, account.LockedUntil) = (7, Noon);

        account.ChangePassword("other words of mine");

        Assert.NotEqual(stamp, account.SecurityStamp);
        Assert.Null(account.LockedUntil);
        Assert.Equal(0, account.FailuresInARow);
    }

    [Theory]
    [InlineData(AccountRole.Viewer, TokenScope.Admin, AccountRole.Viewer)]
    [InlineData(AccountRole.Analyst, TokenScope.Read, AccountRole.Viewer)]
    [InlineData(AccountRole.Analyst, TokenScope.Admin, AccountRole.Analyst)]
    [InlineData(AccountRole.Admin, TokenScope.Write, AccountRole.Analyst)]
    [InlineData(AccountRole.Admin, TokenScope.Admin, AccountRole.Admin)]
    public void A_token_may_no_more_than_its_scope_and_its_account(AccountRole role, TokenScope scope, AccountRole may)
    {
        var account = Account.Create("ana", "four words of mine", role, Noon);

        Assert.Equal(may, new AccountToken { Account = account, Name = "nightly", Hash = "hash", Scope = scope }.Role);
    }

    [Fact]
    public void A_new_role_ends_every_session()
    {
        var account = Account.Create("ana", "four words of mine", AccountRole.Admin, Noon);
        var stamp = account.SecurityStamp;

        account.ChangeRole(AccountRole.Viewer);

        Assert.NotEqual(stamp, account.SecurityStamp);
    }

    [Fact]
    public void What_cannot_be_a_token_has_no_hash() =>
        Prop.ForAll((NonNull<string> text) => text.Get.StartsWith("monitor_", StringComparison.Ordinal) || ApiToken.HashOf(text.Get) is null).Holds();

    [Fact]
    public void A_token_is_known_by_its_hash()
    {
        var token = ApiToken.Make();

        Assert.Equal(ApiToken.HashOf(token), ApiToken.HashOf(token));
        Assert.NotEqual(ApiToken.HashOf(token), ApiToken.HashOf(ApiToken.Make()));
        Assert.Null(ApiToken.HashOf("monitor_" + new string('a', 1_000_000)));
    }
}
