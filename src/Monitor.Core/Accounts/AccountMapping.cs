using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Accounts;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(account => account.Name).HasMaxLength(AccountName.LettersMax);
        builder.HasIndex(account => account.Name).IsUnique();
        builder.Property(account => account.PasswordHash).HasMaxLength(200);
        builder.Property(account => account.SecurityStamp).HasMaxLength(32);
        builder.Property(account => account.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(account => account.TimeZone).HasMaxLength(60);
        builder.Property(account => account.Subject).HasMaxLength(Account.SubjectCharactersMax);
        builder.HasIndex(account => account.Subject).IsUnique();
    }
}

internal sealed class AccountTokenMapping : IEntityTypeConfiguration<AccountToken>
{
    public void Configure(EntityTypeBuilder<AccountToken> builder)
    {
        builder.ToTable("AccountTokens");
        builder.Ignore(token => token.Role);
        builder.Property(token => token.Name).HasMaxLength(AccountToken.NameCharactersMax);
        builder.HasIndex(token => new { token.AccountId, token.Name }).IsUnique();
        builder.Property(token => token.Hash).HasMaxLength(64);
        builder.HasIndex(token => token.Hash).IsUnique();
        builder.Property(token => token.Scope).HasConversion<string>().HasMaxLength(20);
    }
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(key => key.Name).HasMaxLength(200);
    }
}
