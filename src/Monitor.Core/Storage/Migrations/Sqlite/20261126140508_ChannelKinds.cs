using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChannelKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ChannelKind",
                table: "Outbox",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "mail");

            migrationBuilder.Sql("""UPDATE "Outbox" SET "ChannelKind" = 'webhook' WHERE "IsWebhook";""");

            migrationBuilder.DropColumn(
                name: "IsWebhook",
                table: "Outbox");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsWebhook",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("""UPDATE "Outbox" SET "IsWebhook" = TRUE WHERE "ChannelKind" = 'webhook';""");

            migrationBuilder.DropColumn(
                name: "ChannelKind",
                table: "Outbox");
        }
    }
}
